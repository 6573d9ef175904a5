package dev.sitemend.builder.workspace;

import dev.sitemend.builder.checkout.SourceChanges;
import dev.sitemend.contracts.format.CacheSeal;
import dev.sitemend.contracts.id.Revision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One build over its channel's layer. */
final class LayeredWorkspace implements Workspace {
    private static final Logger LOG = LoggerFactory.getLogger(LayeredWorkspace.class);
    private static final Path HERE = Path.of("");

    private final Layer layer;
    private final Inspection inspection;
    private final Owner owner;
    private final Merging merging;
    private final Runnable release;
    private Layout layout = Layout.SIMPLE;
    private boolean refreshing;
    private Overshadowed overshadowed = Overshadowed.NOTHING;
    private FolderEdit dated = FolderEdit.of(FolderEdit.Beginning.BASE);

    LayeredWorkspace(Layer layer, Inspection inspection, Owner owner, Merging merging, Runnable release) {
        this.layer = layer;
        this.inspection = inspection;
        this.owner = owner;
        this.merging = merging;
        this.release = release;
    }

    @Override
    public Path source() {
        return layer.source();
    }

    @Override
    public Path tools() {
        return layer.build().resolve("tools");
    }

    @Override
    public Path scratch() {
        return layer.build().resolve("scratch");
    }

    @Override
    public long owner() {
        return owner.uid();
    }

    @Override
    public void giveToOwner(Path path) throws IOException {
        owner.own(path);
    }

    @Override
    public void checkOut(Revision revision, Checkout checkout) throws InterruptedException {
        Optional<Revision> held = heldSource(revision, checkout);
        if (held.equals(Optional.of(revision))) {
            return;
        }
        try {
            layer.record(layer.holding().withoutSource());
            if (held.isEmpty()) {
                layer.clear(layer.source());
            }
            Touched touched = checkout.bring(held, layer.source());
            if (held.isEmpty() || touched instanceof Touched.Everything) {
                inspection.replaced(LayerPart.SOURCE);
            }
            owner.take(layer.source(), touched);
            layer.record(layer.holding().withSource(revision));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot bring the source of " + layer.directory() + " to " + revision, e);
        }
    }

    private Optional<Revision> heldSource(Revision wanted, Checkout checkout) throws InterruptedException {
        Optional<Revision> held = layer.holding().source();
        if (held.isEmpty()) {
            return held;
        }
        boolean moves = !held.get().equals(wanted);
        Optional<String> damage = inspection.lookAhead(moves ? checkout.touches(held.get()) : List.of());
        damage.ifPresent(what -> LOG.warn("Checking out {} anew in {}: {}", wanted, layer.directory(), what));
        return damage.isPresent() ? Optional.empty() : held;
    }

    @Override
    public Optional<String> damage() throws InterruptedException {
        return inspection.damage();
    }

    @Override
    public void distrust() {
        try {
            layer.record(Holding.NOTHING);
            for (LayerPart part : LayerPart.values()) {
                inspection.replaced(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot forget what " + layer.directory() + " has", e);
        }
    }

    @Override
    public void startClean(Layout wanted) {
        layout = wanted;
        refreshing = false;
        overshadowed = Overshadowed.NOTHING;
        try {
            merging.begin(List.of(layer.source()), List.of(), List.of());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot prepare " + layer.build(), e);
        }
    }

    @Override
    public void startFrom(CacheSeal seal, Layout wanted, SourceChanges since, Restoring restoring)
            throws InterruptedException {
        layout = wanted;
        refreshing = true;
        try {
            bringState(seal, restoring);
            if (keepsOutput()) {
                bringOutput(seal, restoring);
            }
            begin();
            overshadowed = Overshadowed.of(layer, outputInSource(), since);
            for (Path path : overshadowed.shown()) {
                merging.showSource(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot bring " + layer.directory() + " to the cache of " + seal.number(), e);
        }
    }

    private boolean keepsOutput() {
        return layout.previousOutput() == Layout.PreviousOutput.KEPT;
    }

    private Optional<Path> outputInSource() {
        return keepsOutput() ? layout.outputInSource() : Optional.empty();
    }

    private Path outputAt() {
        return layout.outputInSource().orElse(HERE);
    }

    private void begin() throws IOException {
        List<Path> source = new ArrayList<>(List.of(layer.kept().resolve(Product.BELOW_SOURCE)));
        List<Path> output = new ArrayList<>();
        if (keepsOutput()) {
            (layout.outputInSource().isPresent() ? source : output).add(layer.outputs());
        }
        source.add(layer.source());
        merging.begin(source, output, List.of(layer.kept().resolve(Product.OWN_FOLDER)));
    }

    private void bringState(CacheSeal seal, Restoring restoring) throws IOException, InterruptedException {
        if (layer.holding().state().equals(Optional.of(seal))) {
            return;
        }
        Optional<CacheSeal> held = trusted(layer.holding().state());
        layer.record(layer.holding().withoutState());
        inspection.replaced(LayerPart.STATE);
        if (held.isEmpty()) {
            layer.clear(layer.kept());
        }
        owner.take(layer.kept(), restoring.bring(Part.STATE, held, layer.kept()));
        prepareKept();
        layer.record(layer.holding().withState(seal));
    }

    private void prepareKept() throws IOException {
        for (Path folder : List.of(Product.BELOW_SOURCE, Product.OWN_FOLDER)) {
            Files.createDirectories(layer.kept().resolve(folder));
            owner.own(layer.kept().resolve(folder));
        }
    }

    private void bringOutput(CacheSeal seal, Restoring restoring) throws IOException, InterruptedException {
        Optional<Holding.Output> held =
                layer.holding().output().filter(output -> output.at().equals(outputAt()));
        if (held.map(Holding.Output::seal).equals(Optional.of(seal))) {
            return;
        }
        held = trusted(held);
        layer.record(layer.holding().withoutOutput());
        inspection.replaced(LayerPart.OUTPUT);
        if (held.isEmpty()) {
            layer.clear(layer.outputs());
        }
        Path folder = Files.createDirectories(layer.outputs().resolve(outputAt()));
        owner.take(folder, restoring.bring(Part.OUTPUT, held.map(Holding.Output::seal), folder));
        layer.record(layer.holding().withOutput(seal, outputAt()));
    }

    /** What is brought forward must be whole before; that is waited for. */
    private <T> Optional<T> trusted(Optional<T> held) throws InterruptedException {
        if (held.isEmpty()) {
            return held;
        }
        Optional<String> damage = inspection.damage();
        damage.ifPresent(what -> LOG.warn("Restoring {} as a whole: {}", layer.directory(), what));
        return damage.isPresent() ? Optional.empty() : held;
    }

    @Override
    public Path base(Part part) {
        return switch (part) {
            case STATE -> layer.kept();
            case OUTPUT -> layer.outputs().resolve(outputAt());
        };
    }

    @Override
    public View view() {
        return merging.view();
    }

    @Override
    public List<Path> written() {
        List<Path> written = new ArrayList<>(merging.written());
        written.add(scratch());
        return written;
    }

    @Override
    public SiteChanges changes() {
        try {
            for (Path folder : merging.written()) {
                Reading.allow(folder);
            }
            FolderEdit.Beginning stateBegan = refreshing ? FolderEdit.Beginning.BASE : FolderEdit.Beginning.NOTHING;
            boolean onBase =
                    refreshing && keepsOutput() && layout.outputInSource().isEmpty();
            dated = overshadowed.withdraw(merging.sourceChanges());
            return new SiteChanges(
                    dated,
                    onBase ? new Folder.Edited(merging.outputChanges()) : merging.wholeOutput(),
                    new FolderEdit(stateBegan, merging.stateChanges().changes()),
                    overshadowed.evicted());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read what was built in " + layer.build(), e);
        }
    }

    @Override
    public void keep(CacheSeal seal, Product product) {
        try {
            layer.record(layer.holding().withoutState().withoutOutput());
            takeDates();
            if (seal.state() != null) {
                Taking taking = new Taking(layer, owner);
                taking.take(new Folder.Edited(product.state()), layer.kept(), layer.kept());
                prepareKept();
                layer.record(layer.holding().withState(seal));
                if (keepsOutput()) {
                    taking.take(
                            product.output(), layer.outputs(), layer.outputs().resolve(outputAt()));
                    layer.record(layer.holding().withOutput(seal, outputAt()));
                }
            }
        } catch (IOException | RuntimeException e) {
            // The build is reported and done. What was not recorded is brought anew by the next one.
            LOG.warn("Cannot keep what was built in {}", layer.build(), e);
        }
    }

    private void takeDates() throws IOException {
        Optional<Revision> source = layer.holding().source();
        if (source.isPresent()) {
            layer.record(layer.holding().withoutSource());
            Dates.take(dated, layer.source());
            layer.record(layer.holding().withSource(source.get()));
        }
    }

    @Override
    public void close() {
        inspection.close();
        try {
            layer.tidy();
        } catch (IOException e) {
            // The next build in this layer removes it, or does without the layer; this one's outcome stands.
            LOG.warn("Cannot tidy {}", layer.directory(), e);
        } finally {
            release.run();
        }
    }
}

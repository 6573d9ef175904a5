package dev.sitemend.builder.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What {@code /proc} says about the processes of one command. Processes come and go while it is read. */
final class ProcessTable {
    private static final Path PROC = Path.of("/proc");
    private static final long KIBIBYTE = 1024;

    private ProcessTable() {}

    /** The process and all that descend from it. In a process namespace orphans stay below its first process. */
    static List<Long> tree(long root) {
        Map<Long, List<Long>> children = new HashMap<>();
        for (long pid : all()) {
            long parent = parent(pid);
            children.computeIfAbsent(parent, any -> new ArrayList<>()).add(pid);
        }

        List<Long> tree = new ArrayList<>();
        Deque<Long> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            long pid = open.pop();
            tree.add(pid);
            open.addAll(children.getOrDefault(pid, List.of()));
        }
        return tree;
    }

    /** All processes whose environment has this value: how orphans are found where no namespace holds them. */
    static List<Long> withEnvironment(String variable) {
        byte[] wanted = variable.getBytes(StandardCharsets.UTF_8);
        String needle = new String(wanted, StandardCharsets.ISO_8859_1);
        return all().stream()
                .filter(pid -> text(pid, "environ").contains(needle))
                .toList();
    }

    /** Anonymous and shared memory plus swap, in bytes. Pages of program files are the kernel's to drop. */
    static long memory(long pid) {
        long kibibytes = 0;
        for (String line : text(pid, "status").split("\n")) {
            if (line.startsWith("RssAnon:") || line.startsWith("RssShmem:") || line.startsWith("VmSwap:")) {
                String digits = line.replaceAll("[^0-9]", "");
                kibibytes += digits.isEmpty() ? 0 : Long.parseLong(digits);
            }
        }
        return kibibytes * KIBIBYTE;
    }

    /** Threads that this user runs anywhere: what the kernel's limit of processes counts. */
    static long threadsOf(long uid) {
        long threads = 0;
        for (long pid : all()) {
            String status = text(pid, "status");
            if (status.contains("\nUid:\t" + uid + "\t")) {
                int at = status.indexOf("\nThreads:\t");
                threads += at < 0 ? 1 : Long.parseLong(status.substring(at + 10, status.indexOf('\n', at + 10)));
            }
        }
        return threads;
    }

    private static long parent(long pid) {
        // "pid (name) state ppid …": the name may hold spaces and brackets, so count from its end.
        String stat = text(pid, "stat");
        int end = stat.lastIndexOf(')');
        if (end < 0) {
            return -1;
        }
        String[] fields = stat.substring(end + 1).strip().split(" ");
        return fields.length < 2 ? -1 : Long.parseLong(fields[1]);
    }

    private static List<Long> all() {
        List<Long> pids = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path entry : entries) {
                pids.add(Long.parseLong(entry.getFileName().toString()));
            }
        } catch (IOException e) {
            // Not Linux: the tree is what the JDK knows about it.
            return List.of();
        }
        return pids;
    }

    private static String text(long pid, String file) {
        try {
            return new String(Files.readAllBytes(PROC.resolve(pid + "/" + file)), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            // Ended meanwhile, or another user's.
            return "";
        }
    }
}

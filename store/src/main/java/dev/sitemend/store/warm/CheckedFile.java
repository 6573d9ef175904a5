package dev.sitemend.store.warm;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Bytes on disk that can be checked piece by piece: behind them stand the CRC32C of each block and their number. It
 * finds what a disk, a full disk or a crash does; against people it need not stand, as what is read is checked by
 * digest, too.
 */
final class CheckedFile {
    // The CRC of a block takes about 10 µs, and a read checks two blocks that it does not need at most.
    private static final int BLOCK = 64 * 1024;
    private static final int SUM = Integer.BYTES;
    private static final int LENGTH = Long.BYTES;

    private CheckedFile() {}

    /** Writes all of {@code in} into a new file. */
    static void write(Path file, InputStream in) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            List<Integer> sums = new ArrayList<>();
            long length = 0;
            for (byte[] block = in.readNBytes(BLOCK); block.length > 0; block = in.readNBytes(BLOCK)) {
                out.write(block);
                sums.add(sum(block, 0, block.length));
                length += block.length;
            }
            for (int sum : sums) {
                out.writeInt(sum);
            }
            out.writeLong(length);
        }
    }

    /** A part of the bytes; empty if the file is not there, does not reach so far, or is not what was written. */
    static Optional<byte[]> read(Path file, long offset, int length) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            long size = channel.size();
            if (size < LENGTH) {
                return Optional.empty();
            }
            long data = bytes(channel, size - LENGTH, LENGTH).getLong();
            long blocks = (data + BLOCK - 1) / BLOCK;
            if (data < 0 || size != data + SUM * blocks + LENGTH || offset + length > data) {
                return Optional.empty();
            }

            long first = offset / BLOCK;
            long last = (offset + length - 1) / BLOCK;
            long start = first * BLOCK;
            int covered = Math.toIntExact(Math.min(data, (last + 1) * BLOCK) - start);
            byte[] found = bytes(channel, start, covered).array();
            ByteBuffer sums = bytes(channel, data + SUM * first, Math.toIntExact(SUM * (last - first + 1)));
            for (int at = 0; at < covered; at += BLOCK) {
                if (sums.getInt() != sum(found, at, Math.min(BLOCK, covered - at))) {
                    return Optional.empty();
                }
            }

            byte[] wanted = new byte[length];
            System.arraycopy(found, (int) (offset - start), wanted, 0, length);
            return Optional.of(wanted);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static ByteBuffer bytes(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining() && channel.read(buffer, position + buffer.position()) >= 0) {
            // Goes on until all of it is there; the caller has looked at the file's size.
        }
        return buffer.flip();
    }

    private static int sum(byte[] bytes, int offset, int length) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, offset, length);
        return (int) sum.getValue();
    }
}

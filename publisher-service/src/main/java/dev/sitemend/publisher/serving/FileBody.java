package dev.sitemend.publisher.serving;

import dev.sitemend.publisher.disk.Form;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Sends bodies: big ones by the kernel where Tomcat allows it, others from memory or through one small buffer. */
final class FileBody {
    // Tomcat's own threshold: below it a copy is cheaper than handing the connection over.
    private static final long SENDFILE_FROM = 48 * 1024;
    private static final int BUFFER = 32 * 1024;

    private FileBody() {}

    /** Sends a part of a form as the whole body. */
    static void send(HttpServletRequest request, HttpServletResponse response, Form form, long offset, long length)
            throws IOException {
        response.setContentLengthLong(length);
        if (request.getMethod().equals("HEAD")) {
            return;
        }

        if (form instanceof Form.OnDisk(Path file, long _)
                && length >= SENDFILE_FROM
                && Boolean.TRUE.equals(request.getAttribute("org.apache.tomcat.sendfile.support"))) {
            request.setAttribute(
                    "org.apache.tomcat.sendfile.filename", file.toAbsolutePath().toString());
            request.setAttribute("org.apache.tomcat.sendfile.start", offset);
            request.setAttribute("org.apache.tomcat.sendfile.end", offset + length);
            return;
        }
        copy(form, offset, length, response.getOutputStream());
    }

    /** Sends several parts as {@code multipart/byteranges}. */
    static void sendParts(
            HttpServletRequest request,
            HttpServletResponse response,
            Form form,
            String type,
            List<ByteRanges.Part> parts)
            throws IOException {
        // Fixed by the size and the parts: bodies that are equal look equal.
        String boundary = "sitemend-" + Long.toHexString(form.size()) + "-" + Integer.toHexString(parts.hashCode());
        List<byte[]> heads = parts.stream()
                .map(part -> ("\r\n--" + boundary + "\r\nContent-Type: " + type + "\r\nContent-Range: "
                                + part.contentRange(form.size()) + "\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1))
                .toList();
        byte[] end = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.ISO_8859_1);
        response.setContentType("multipart/byteranges; boundary=" + boundary);
        response.setContentLengthLong(
                heads.stream().mapToLong(head -> head.length).sum()
                        + parts.stream().mapToLong(ByteRanges.Part::length).sum()
                        + end.length);
        if (request.getMethod().equals("HEAD")) {
            return;
        }

        OutputStream out = response.getOutputStream();
        for (int i = 0; i < parts.size(); i++) {
            out.write(heads.get(i));
            copy(form, parts.get(i).first(), parts.get(i).length(), out);
        }
        out.write(end);
    }

    private static void copy(Form form, long offset, long length, OutputStream out) throws IOException {
        switch (form) {
            case Form.InMemory(byte[] bytes) -> out.write(bytes, (int) offset, (int) length);
            case Form.OnDisk(Path file, long _) -> copy(file, offset, length, out);
        }
    }

    private static void copy(Path file, long offset, long length, OutputStream out) throws IOException {
        byte[] buffer = new byte[(int) Math.min(BUFFER, Math.max(length, 1))];
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(offset);
            long left = length;
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new EOFException("Cannot send " + file + ": it ends " + left + " bytes early");
                }
                out.write(buffer, 0, read);
                left -= read;
            }
        }
    }
}

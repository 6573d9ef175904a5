package dev.sitemend.publisher.serving;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Pages of the publisher's own, where no site has one. */
final class Notices {
    private Notices() {}

    /** Answers with a title and a sentence that says what to do. */
    static void write(
            HttpServletRequest request, HttpServletResponse response, int status, String title, String explanation)
            throws IOException {
        String page = """
                <!doctype html>
                <html lang="en">
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width">
                <title>%1$s</title>
                <style>body { font: 1.1em/1.5 system-ui, sans-serif; max-width: 36em; margin: 15vh auto; padding: 0 1em }</style>
                <h1>%1$s</h1>
                <p>%2$s</p>
                """.formatted(escape(title), escape(explanation));
        response.setStatus(status);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Robots-Tag", "noindex");
        write(request, response, MediaTypes.HTML, page.getBytes(StandardCharsets.UTF_8));
    }

    /** Answers with a small body, or for HEAD with its headers. */
    static void write(HttpServletRequest request, HttpServletResponse response, String type, byte[] body)
            throws IOException {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentType(type);
        response.setContentLength(body.length);
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(body);
        }
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}

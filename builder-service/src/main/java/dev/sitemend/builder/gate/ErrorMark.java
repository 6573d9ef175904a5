package dev.sitemend.builder.gate;

/**
 * What a generator leaves in a page that it could not make.
 *
 * @param text as it stands in the page
 * @param check what a new one does
 */
public record ErrorMark(String text, ErrorCheck check) {}

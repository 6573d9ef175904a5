/** {@code sitemend demo}: a real wiki, broken and mended before the reader's eyes. */
@NullMarked
package dev.sitemend.standalone.demo;

import org.jspecify.annotations.NullMarked;

/** The {@code sitemend} command: a client of the HTTP API and nothing else. */
@NullMarked
package dev.sitemend.cli;

import org.jspecify.annotations.NullMarked;

/**
 * How events and stored formats are written and read: tolerant of unknown fields, strict about kinds, versions and
 * missing fields.
 */
@NullMarked
package dev.sitemend.contracts.json;

import org.jspecify.annotations.NullMarked;

/** {@code sitemend doctor}: looks at the machine and says what to do about what is missing. */
@NullMarked
package dev.sitemend.standalone.doctor;

import org.jspecify.annotations.NullMarked;

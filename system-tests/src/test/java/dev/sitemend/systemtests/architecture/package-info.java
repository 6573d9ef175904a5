/** The house's rules: who may know whom. */
@NullMarked
package dev.sitemend.systemtests.architecture;

import org.jspecify.annotations.NullMarked;

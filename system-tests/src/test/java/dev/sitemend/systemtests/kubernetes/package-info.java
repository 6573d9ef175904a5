/** The Helm chart: rendered, held against Kubernetes' own schemas, and read for what it promises. */
@NullMarked
package dev.sitemend.systemtests.kubernetes;

import org.jspecify.annotations.NullMarked;

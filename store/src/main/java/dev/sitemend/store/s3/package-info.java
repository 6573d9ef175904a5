/** The port over any S3 store. The only package that knows the MinIO SDK. */
@NullMarked
package dev.sitemend.store.s3;

import org.jspecify.annotations.NullMarked;

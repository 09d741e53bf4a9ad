/**
 * The servers that AutoClip needs, inside one JVM: Redis, an AMQP broker and S3, each on
 * a loopback port with its data in a directory. Linux only.
 */
@NullMarked
package io.autoclip.standalone.embedded;

import org.jspecify.annotations.NullMarked;

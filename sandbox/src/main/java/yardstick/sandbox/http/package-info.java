/** A small HTTP server side: requests, replies, routes and signatures. */
@NullMarked
package yardstick.sandbox.http;

import org.jspecify.annotations.NullMarked;

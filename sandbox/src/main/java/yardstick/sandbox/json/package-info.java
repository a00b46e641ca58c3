/** JSON documents. */
@NullMarked
package yardstick.sandbox.json;

import org.jspecify.annotations.NullMarked;

/** Tests of the demo shop. */
@NullMarked
package yardstick.web.demo;

import org.jspecify.annotations.NullMarked;

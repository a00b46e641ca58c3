/** Tests of the kernel's inner parts. */
@NullMarked
package yardstick.kernel.runtime;

import org.jspecify.annotations.NullMarked;

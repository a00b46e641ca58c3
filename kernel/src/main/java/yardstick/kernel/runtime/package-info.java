/** How the kernel's promises are kept on Jakarta EE and PostgreSQL. */
@NullMarked
package yardstick.kernel.runtime;

import org.jspecify.annotations.NullMarked;

/** Faults that a drill asks the sandbox to commit. */
@NullMarked
package yardstick.sandbox.fault;

import org.jspecify.annotations.NullMarked;

/** Cases about permessage-deflate (RFC 7692): what is agreed, and what then goes over the wire. */
@NullMarked
package dev.wspec.cases.deflate;

import org.jspecify.annotations.NullMarked;

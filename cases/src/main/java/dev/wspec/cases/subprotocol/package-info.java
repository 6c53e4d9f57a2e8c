/** What a server does with offers of subprotocols (RFC 6455 §1.9, §4.2.2 and §11.3.4). */
@NullMarked
package dev.wspec.cases.subprotocol;

import org.jspecify.annotations.NullMarked;

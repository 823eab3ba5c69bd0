/// The town's telephone exchange: the answering side of SIP. JAIN-SIP shows here and nowhere else in the town.
@NullMarked
package org.hustings.demo.town.sip;

import org.jspecify.annotations.NullMarked;

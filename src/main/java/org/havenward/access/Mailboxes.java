package org.havenward.access;

import java.util.Optional;
import org.havenward.district.StaffId;

/** Where e-mail to someone goes. */
public interface Mailboxes {
    /** The address of their account; empty where they have none or it is suspended. In a transaction of their district. */
    Optional<String> of(StaffId who);
}

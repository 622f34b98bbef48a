package org.havenward.platform;

/** Asked before a key is destroyed: a room that must keep what a key seals says so. Called in the district's transaction. */
public interface KeyHold {
    boolean holds(KeyId key);
}

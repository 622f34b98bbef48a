package org.havenward.protocol;

/**
 * A version of the protocol that can be worked by.
 *
 * @param number counts up in the district; 0 for the one that ships
 */
public record ProtocolVersion(ProtocolVersionId id, int number, VersionStatus status, Protocol protocol) {
    /** Whether it is the one that ships, and no district's own. */
    public boolean shipped() {
        return id.equals(ProtocolVersionId.SHIPPED);
    }
}

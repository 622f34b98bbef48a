package org.havenward.protocol.web;

import org.havenward.protocol.Picture;

/** The protocol drawn, with the same in words beside it. */
public record PicturePage(VersionHead head, Picture picture, Outline outline) {}

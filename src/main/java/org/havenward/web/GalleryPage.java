package org.havenward.web;

import java.time.Instant;

/** Every component in its states, for the tests to look at; no page of the product leads here. */
public record GalleryPage(FormErrors errors, Instant now, Instant early) {}

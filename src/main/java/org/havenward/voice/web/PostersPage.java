package org.havenward.voice.web;

import java.util.List;

/** A poster for each page on which someone can be told. */
public record PostersPage(List<Poster> posters) {
    public record Poster(String name, String address, Qr qr) {}
}

package org.havenward.voice.web;

import java.util.List;
import org.havenward.voice.Place;

/** The districts, or a district's schools; empty: there is no page here. */
public record TellPlacesPage(TellFrame frame, List<Place> places) {}

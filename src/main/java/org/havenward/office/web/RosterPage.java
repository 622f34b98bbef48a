package org.havenward.office.web;

import java.util.List;
import org.havenward.district.RosterImports.Entry;
import org.havenward.web.FormErrors;

/** Rosters: bringing one, and those that came before. */
public record RosterPage(List<Entry> history, FormErrors errors) {}

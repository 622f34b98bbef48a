package org.havenward.casework.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.casework.InstrumentShelf;
import org.havenward.casework.instrument.Instrument;
import org.havenward.casework.instrument.InstrumentReader;
import org.havenward.web.ApiPage;
import org.havenward.web.FormErrors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The instruments of the district, for programs. */
@RestController
@RequestMapping("/api/v1/instruments")
class InstrumentsApi {
    private final InstrumentShelf shelf;
    private final ApiSending sending;

    InstrumentsApi(InstrumentShelf shelf, ApiSending sending) {
        this.shelf = shelf;
        this.sending = sending;
    }

    record Made(String hash) {}

    /**
     * @param content the instrument as YAML
     * @param licensed whether the district may use it, as its license says
     */
    record ImportBody(@Nullable String content, @Nullable Boolean licensed) {}

    record ProblemJson(int line, String place, String text) {}

    record CheckJson(boolean sound, List<ProblemJson> problems) {}

    record InstrumentJson(
            String hash,
            String id,
            int version,
            String purpose,
            String title,
            @Nullable String licenseHolder,
            @Nullable String licenseNote,
            List<String> mayUse,
            boolean current,
            @Nullable Instant addedAt,
            @Nullable Instant withdrawnAt) {
        static InstrumentJson of(Viewer viewer, InstrumentShelf.Volume volume) {
            var instrument = volume.instrument();
            var license = instrument.license();
            return new InstrumentJson(
                    volume.hash(),
                    instrument.id(),
                    instrument.version(),
                    instrument.purpose().name(),
                    instrument.title().in(viewer.language()),
                    license == null ? null : license.holder(),
                    license == null ? null : license.note(),
                    license == null ? List.of() : license.mayUse(),
                    volume.current(),
                    volume.added(),
                    volume.withdrawn());
        }
    }

    record WholeJson(InstrumentJson instrument, Instrument content) {}

    @GetMapping
    @Needs(Need.LIST_CASES)
    ApiPage<InstrumentJson> all(Viewer viewer) {
        List<InstrumentJson> all = shelf.all(viewer).stream()
                .map(volume -> InstrumentJson.of(viewer, volume))
                .toList();
        return new ApiPage<>(all, null);
    }

    @GetMapping("/{hash}")
    @Needs(Need.LIST_CASES)
    WholeJson open(Viewer viewer, @PathVariable String hash) {
        var volume = shelf.open(viewer, hash);
        return new WholeJson(InstrumentJson.of(viewer, volume), volume.instrument());
    }

    /** What would be wrong with an import; changes nothing. */
    @PostMapping("/check")
    @Needs(Need.COORDINATE)
    CheckJson check(Viewer viewer, @RequestBody ImportBody body) {
        var reading = shelf.check(viewer, content(body));
        return new CheckJson(
                reading.sound(),
                reading.problems().stream().map(InstrumentsApi::problem).toList());
    }

    @PostMapping
    @Needs(Need.COORDINATE)
    @ResponseStatus(HttpStatus.CREATED)
    Made add(Viewer viewer, @RequestHeader("Idempotency-Key") String key, @RequestBody ImportBody body) {
        var content = content(body);
        var errors = new FormErrors();
        if (content.isBlank()) {
            errors.add("content", "casework.error.instrument_empty");
        }
        if (!Boolean.TRUE.equals(body.licensed())) {
            errors.add("licensed", "casework.error.licensed");
        }
        if (errors.none()) {
            var problems = shelf.check(viewer, content).problems();
            for (int number = 0; number < problems.size() && number < 50; number++) {
                var problem = problems.get(number);
                errors.add(
                        "content:" + number,
                        "casework.error.instrument_problem",
                        String.valueOf(problem.line()),
                        problem.place(),
                        problem.text());
            }
        }
        sending.send(viewer, errors, key, once -> {
            shelf.add(viewer, content, once);
            return new UUID(0, 0);
        });
        return new Made(InstrumentReader.hash(content));
    }

    @PostMapping("/{hash}/withdrawal")
    @Needs(Need.COORDINATE)
    Made withdraw(Viewer viewer, @PathVariable String hash, @RequestHeader("Idempotency-Key") String key) {
        sending.send(viewer, new FormErrors(), key, once -> {
            shelf.withdraw(viewer, hash, once);
            return new UUID(0, 0);
        });
        return new Made(hash);
    }

    private static String content(ImportBody body) {
        return body.content() == null ? "" : body.content().replace("\r\n", "\n");
    }

    private static ProblemJson problem(InstrumentReader.Problem problem) {
        return new ProblemJson(problem.line(), problem.place(), problem.text());
    }
}

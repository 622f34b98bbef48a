package org.havenward.guide;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.havenward.district.Districts;
import org.havenward.platform.DistrictId;
import org.havenward.platform.DistrictScope;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * The door to the shared knowledge: ours, then what the current district added. Content only: nothing here knows of a
 * student, and nothing counts or weighs entries (safety rule 1). Outside of any district's
 * scope only ours is there, and the only district's where there is but one.
 */
@Component
public class Guide implements SmartInitializingSingleton {
    /** Read and checked while the rest of the house starts: it takes most of a second on a cold machine. */
    private final CompletableFuture<Knowledge> shipped;

    private final DistrictKnowledge added;
    private final Districts districts;

    Guide(@Value("${havenward.data:data}") Path data, InstantSource clock, Districts districts) {
        shipped = CompletableFuture.supplyAsync(() -> new KnowledgeReader().shipped());
        added = new DistrictKnowledge(data.resolve("content"), clock);
        this.districts = districts;
    }

    /** The start ends only with knowledge that is sound. */
    @Override
    public void afterSingletonsInstantiated() {
        shipped.join();
    }

    /** What staff may notice: 12 sex, 7 shared, 11 labor of Figure 2, and the district's own. */
    public List<Indicator> indicators() {
        return knowledge().indicators();
    }

    public List<Indicator> indicators(Side kind) {
        return indicators().stream()
                .filter(indicator -> indicator.kind() == kind)
                .toList();
    }

    public Optional<Indicator> indicator(String id) {
        return indicators().stream()
                .filter(indicator -> indicator.id().equals(id))
                .findFirst();
    }

    /**
     * The words of an indicator that a record names, whatever became of it since: its id where a district has taken it
     * out of its files.
     */
    public String indicatorText(String id, Locale language) {
        return indicator(id).map(indicator -> indicator.text(language)).orElse(id);
    }

    /** What can make life harder for a child: 12 sex, 9 shared, 5 labor of Figure 1, and the district's own. */
    public List<RiskFactor> riskFactors() {
        return knowledge().riskFactors();
    }

    public List<RiskFactor> riskFactors(Side kind) {
        return riskFactors().stream().filter(factor -> factor.kind() == kind).toList();
    }

    public List<VulnerableGroup> groups() {
        return knowledge().groups();
    }

    public List<Term> terms() {
        return knowledge().terms();
    }

    /** Whom to call: the district's own lines after the emergency number and before the national ones. */
    public List<HelpLine> helpLines() {
        var lines = knowledge().helpLines();
        return lines.stream().sorted(Comparator.comparingInt(Guide::place)).toList();
    }

    public List<Advice> advice() {
        return knowledge().advice();
    }

    public List<Advice> advice(Advice.Kind kind) {
        return advice().stream().filter(advice -> advice.kind() == kind).toList();
    }

    long districtsWithProblems() {
        return added.districtsWithProblems();
    }

    private static int place(HelpLine line) {
        if (line.id().equals("line.911")) {
            return 0;
        }
        return line.local() ? 1 : 2;
    }

    private Knowledge knowledge() {
        return DistrictScope.current()
                .or(this::onlyDistrict)
                .map(district -> shipped.join().and(added.of(district)))
                .orElseGet(shipped::join);
    }

    /**
     * The district of a reader who is not signed in, where there is but one. Help lines are shown whatever else fails: a
     * database that does not answer leaves the national ones.
     */
    private Optional<DistrictId> onlyDistrict() {
        try {
            var all = districts.all();
            return all.size() == 1 ? Optional.of(all.getFirst().id()) : Optional.empty();
        } catch (DataAccessException | TransactionException unreachable) {
            return Optional.empty();
        }
    }
}

package org.havenward.guide;

import java.util.List;

/**
 * What stands beside the concern form: {@code @template.guide.beside_concern(shell = shell, page = page.beside())}.
 *
 * @param danger what to do when someone is in danger now
 * @param sides the indicators, by the columns of the guide's Figure 2
 */
public record BesideConcern(
        List<Advice> danger,
        List<Advice> dos,
        List<Advice> doNots,
        List<Advice> duties,
        List<Advice> notes,
        List<IndicatorsOf> sides) {

    /** The indicators of one column. */
    public record IndicatorsOf(Side side, List<Indicator> indicators) {}

    public static BesideConcern of(Guide guide) {
        return new BesideConcern(
                guide.advice(Advice.Kind.DANGER),
                guide.advice(Advice.Kind.DO),
                guide.advice(Advice.Kind.DO_NOT),
                guide.advice(Advice.Kind.DUTY),
                guide.advice(Advice.Kind.NOTE),
                List.of(Side.values()).stream()
                        .map(side -> new IndicatorsOf(side, guide.indicators(side)))
                        .toList());
    }
}

using MiaIa.V1;

namespace MiaIa.Engine.Runtime.Ingress;

/// <summary>Every rule of Pattern and StudyValues: what other studies on the chart say.</summary>
public static class PatternRules
{
    /// <summary>Returns the first rule that <paramref name="pattern"/> breaks, or null. Allocates only to refuse.</summary>
    public static Refusal? FirstBroken(Pattern pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return Field.SnakeName("pattern.name", pattern.Name)
            ?? Field.Enum("pattern.direction", (int)pattern.Direction, 1, 2, "1 (long) or 2 (short)")
            ?? Field.Finite("pattern.strength", pattern.Strength)
            ?? Strength(pattern)
            ?? Field.Time("pattern.observed_unix_us", pattern.ObservedUnixUs);
    }

    /// <summary>Returns the first rule that <paramref name="values"/> breaks, or null. Allocates only to refuse.</summary>
    public static Refusal? FirstBroken(StudyValues values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Name.Count is < 1 or > Limits.StudyValuesMax)
            return Refusal.From(RefusalReason.BadCount, "study_values.name.length", values.Name.Count, "1 to 32");

        return Field.SameLength("study_values.value", values.Value.Count, values.Name.Count, "study_values.name")
            ?? Field.Time("study_values.observed_unix_us", values.ObservedUnixUs)
            ?? Each(values);
    }

    private static Refusal? Strength(Pattern pattern) =>
        pattern.Strength is >= 0 and <= 1 ? null : Refusal.From(RefusalReason.OutOfRange, "pattern.strength", pattern.Strength, "0 to 1");

    private static Refusal? Each(StudyValues values)
    {
        for (var i = 0; i < values.Name.Count; i++)
        {
            var broken = Field.Name("study_values.name", values.Name[i]) ?? Field.Finite("study_values.value", values.Value[i]);
            if (broken is { } refusal)
                return refusal with { Field = $"{refusal.Field}[{i}]" };

            // At most 32 names: comparing each with those before it is cheaper than a set.
            for (var j = 0; j < i; j++)
            {
                if (values.Name[j] == values.Name[i])
                    return new Refusal(RefusalReason.BadName, $"study_values.name[{i}]", Refusal.Quote(values.Name[i]), "named once");
            }
        }

        return null;
    }
}

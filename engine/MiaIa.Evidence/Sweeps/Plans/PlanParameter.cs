namespace MiaIa.Evidence.Sweeps.Plans;

/// <summary>One parameter of a plan: a list of values, or a range with or without a step.</summary>
/// <param name="Name">As <see cref="ParameterNames"/> has it.</param>
/// <param name="Values">To choose from; empty for a range without a step.</param>
/// <param name="From">The range's lower end.</param>
/// <param name="To">Its upper end.</param>
public sealed record PlanParameter(string Name, IReadOnlyList<double> Values, double From, double To)
{
    /// <summary>A value at a place of the range.</summary>
    /// <param name="share">0 to below 1.</param>
    internal double At(double share)
    {
        if (Values.Count > 0)
            return Values[Math.Min(Values.Count - 1, (int)(share * Values.Count))];
        var value = From + (share * (To - From));
        // What is reported of a set is what was played.
        return ParameterNames.IsWhole(Name) ? Math.Round(value) : value;
    }
}

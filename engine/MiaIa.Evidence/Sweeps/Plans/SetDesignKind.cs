namespace MiaIa.Evidence.Sweeps.Plans;

/// <summary>How sets of parameters are drawn.</summary>
public enum SetDesignKind
{
    /// <summary>Every combination of the values.</summary>
    Grid,

    /// <summary>Each parameter anywhere in its range, each by itself.</summary>
    Random,

    /// <summary>Each parameter once in each of as many equal parts of its range as there are sets (McKay and others 1979).</summary>
    Latin,
}

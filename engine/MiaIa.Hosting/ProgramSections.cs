namespace MiaIa.Hosting;

/// <summary>The programs that take settings; the variables of each begin with <c>MIAIA__</c> and its section.</summary>
public static class ProgramSections
{
    /// <summary>MIAIA__ENGINE__….</summary>
    public const string Engine = "Engine";

    /// <summary>MIAIA__BRIDGE__….</summary>
    public const string Bridge = "Bridge";

    /// <summary>MIAIA__GATEWAY__…, of the simulated IB Gateway.</summary>
    public const string Gateway = "Gateway";

    /// <summary>All of them: a variable of any other section is a mistyped one.</summary>
    internal static IReadOnlyList<string> All { get; } = [Engine, Bridge, Gateway];
}

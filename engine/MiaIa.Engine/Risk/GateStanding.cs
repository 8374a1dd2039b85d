namespace MiaIa.Engine.Risk;

/// <summary>What the meter thinks of a gate. In lower case these are the words on the wire; none is the empty word.</summary>
public enum GateStanding : byte
{
    /// <summary>It refuses some and lets some pass, or it was asked too rarely to say.</summary>
    None = 0,

    /// <summary>It has refused nothing at all.</summary>
    Inert,

    /// <summary>It refuses nearly everything.</summary>
    Strangling,

    /// <summary>It never answered, or never knew the figure that it judges by.</summary>
    Unwired,
}

/// <summary>How often a gate refused.</summary>
/// <param name="Name">A gate of the signals such as <c>coverage</c>, or a code such as <c>DAILY_LOSS</c>.</param>
/// <param name="Judged">Signals that it was asked about.</param>
/// <param name="Refused">… and refused.</param>
/// <param name="RefusedAlone">… and no other gate of its kind did.</param>
/// <param name="Unknown">Judged without knowing its figure.</param>
/// <param name="Standing">What follows from these.</param>
public readonly record struct GateCount(string Name, long Judged, long Refused, long RefusedAlone, long Unknown, GateStanding Standing)
{
    /// <summary>Counts with what follows from them.</summary>
    /// <param name="name">As in <see cref="Name"/>.</param>
    /// <param name="asked">Times at which every gate of its kind should have answered.</param>
    /// <param name="judged">… and it did.</param>
    /// <param name="refused">As in <see cref="Refused"/>.</param>
    /// <param name="alone">As in <see cref="RefusedAlone"/>.</param>
    /// <param name="unknown">As in <see cref="Unknown"/>.</param>
    public static GateCount Of(string name, long asked, long judged, long refused, long alone, long unknown) =>
        new(
            name,
            judged,
            refused,
            alone,
            unknown,
            asked < GateMeter.JudgedMin ? GateStanding.None
                : judged < asked || unknown == judged ? GateStanding.Unwired
                : refused == 0 ? GateStanding.Inert
                : refused >= GateMeter.StranglingShare * judged ? GateStanding.Strangling
                : GateStanding.None
        );
}

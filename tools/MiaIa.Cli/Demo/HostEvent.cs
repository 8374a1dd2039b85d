namespace MiaIa.Cli.Demo;

/// <summary>One line of the stand-in's standard output.</summary>
internal abstract record HostEvent;

/// <summary>The run begins.</summary>
internal sealed record HostStart(string Symbol, long Records, long DepthBatches, long FromUnixMicros, long ToUnixMicros) : HostEvent;

/// <summary>How far it is; about four a second.</summary>
internal sealed record HostProgress(long MarketUnixMicros, double Fraction, long Records, long DepthBatches, long Calls) : HostEvent;

/// <summary>The study drew, changed or removed something. Price is null where a drawing has none.</summary>
internal sealed record HostDraw(string Op, int Line, string Tool, double? Price, string Text, long MarketUnixMicros) : HostEvent;

/// <summary>The study or the stand-in said something.</summary>
internal sealed record HostLog(string Text) : HostEvent;

/// <summary>The study rings one of its alerts.</summary>
internal sealed record HostAlert(long Number, string Text) : HostEvent;

/// <summary>The study called an order function.</summary>
internal sealed record HostOrder(string Call) : HostEvent;

/// <summary>An order of the stand-in's exchange has changed.</summary>
internal sealed record HostOrderState(string Role, string Status) : HostEvent;

/// <summary>An execution at the stand-in's exchange.</summary>
internal sealed record HostFill(string Role, string Side, int Lots, int PriceTicks, int PositionLots, string TextTag) : HostEvent;

/// <summary>What the stand-in's exchange counted. The profit is realised, in ticks over all contracts, before fees.</summary>
internal sealed record HostTrading(long Fills, long FilledLots, int WorkingOrders, int PositionLots, long ProfitTicks);

/// <summary>The run is over. The calls' times are those on the clock; the processor's are 0 where the system does not tell them.</summary>
internal sealed record HostEnd(
    long Records,
    long Lots,
    long DepthBatches,
    long DepthConflated,
    long Calls,
    double CallMicrosP50,
    double CallMicrosP99,
    double CallMicrosMax,
    double QuietMicrosP50,
    double QuietMicrosP99,
    double CallCpuMicrosP50,
    double CallCpuMicrosP99,
    HostTrading Trading
) : HostEvent;

/// <summary>A line that is none of these; it is reported and the run goes on.</summary>
internal sealed record HostMalformed(string Line, string Reason) : HostEvent;

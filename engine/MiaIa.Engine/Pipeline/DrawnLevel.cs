namespace MiaIa.Engine.Pipeline;

/// <summary>A price level that is worth a line on the chart.</summary>
public enum DrawnLevel : byte
{
    /// <summary>The strike with the largest net GEX of all live expiries.</summary>
    CallWall = 0,

    /// <summary>The strike with the most negative net GEX of all live expiries.</summary>
    PutWall,

    /// <summary>The crossing of all live expiries nearest to spot.</summary>
    ZeroGamma,

    /// <summary>The strike with the largest gross GEX of all live expiries.</summary>
    AbsoluteGamma,

    /// <summary>As <see cref="CallWall"/>, of the first live date: 0DTE in the session.</summary>
    FirstCallWall,

    /// <summary>As <see cref="PutWall"/>, of the first live date.</summary>
    FirstPutWall,

    /// <summary>As <see cref="ZeroGamma"/>, of the first live date.</summary>
    FirstZeroGamma,

    /// <summary>As <see cref="AbsoluteGamma"/>, of the first live date.</summary>
    FirstAbsoluteGamma,

    /// <summary>VWAP since the regular open, before it since the Globex open.</summary>
    SessionVwap,

    /// <summary>The price with the most volume of the trading day.</summary>
    PointOfControl,

    /// <summary>The upper end of the value area.</summary>
    ValueAreaHigh,

    /// <summary>The lower end of the value area.</summary>
    ValueAreaLow,
}

namespace MiaIa.Engine.Options;

/// <summary>What the holder may do. The number is the contract's place within its strike row.</summary>
public enum OptionRight : byte
{
    /// <summary>Buy at the strike.</summary>
    Call = 0,

    /// <summary>Sell at the strike.</summary>
    Put = 1,
}

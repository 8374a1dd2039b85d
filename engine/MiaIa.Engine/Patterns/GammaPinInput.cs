namespace MiaIa.Engine.Patterns;

/// <summary>What gamma_pin needs of the options. The default is "not known": then it never fires.</summary>
/// <param name="AbsoluteGammaTicks">The absolute gamma strike AG, in ticks of the instrument by the basis.</param>
/// <param name="ReachTicks">R of gamma_levels_proximity, in ticks, above 0.</param>
/// <param name="LongGamma">u of gamma_levels_proximity: 0 … 1, above 0 while dealers are long gamma.</param>
internal readonly record struct GammaPinInput(double AbsoluteGammaTicks, double ReachTicks, double LongGamma)
{
    /// <summary>Whether there is an input.</summary>
    internal bool IsKnown => ReachTicks > 0;
}

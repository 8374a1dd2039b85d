using MiaIa.Engine.Market;

namespace MiaIa.Engine.Options;

/// <summary>What one instrument knows of its options. Nothing is allocated before a chain is listed.</summary>
internal sealed class OptionState
{
    private readonly ChainOptions _options;

    internal OptionState(ChainOptions options)
    {
        options.Validate();
        _options = options;
    }

    /// <summary>Takes an event about options. False when it speaks of nothing that this instrument reads.</summary>
    internal bool Take(in MarketEvent e) => e.Kind == MarketEventKind.IndexPrinted && ((IndexPrint)e.Payload!).Index == _options.Index;
}

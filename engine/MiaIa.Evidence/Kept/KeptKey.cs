using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MiaIa.Engine.Confluence;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Runtime.State;
using MiaIa.Engine.Signals;

namespace MiaIa.Evidence.Kept;

/// <summary>
/// Names all that kept readings depend on: the rules, what the features are told, the bytes that were played. Weights, tiers, floors, stops, targets
/// and times of signals are no part of it, nor is what the risk gates are told: with other ones the same readings serve.
/// </summary>
internal static class KeptKey
{
    // Of the files' own form.
    private const int FormatVersion = 1;

    /// <param name="options">Of the instrument.</param>
    /// <param name="inputs">What names the inputs' bytes, in their order.</param>
    /// <returns>64 hexadecimal digits.</returns>
    internal static string Of(InstrumentOptions options, IEnumerable<string> inputs)
    {
        var feeding = options with
        {
            Confluence = new ConfluenceOptions(),
            Signals = new SignalOptions(),
            Trading = new TradingOptions { Fees = options.Trading.Fees },
        };
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"kept {FormatVersion} rules {EngineState.RulesVersion}\n")
            .AppendOptions(feeding, "instrument");
        foreach (var input in inputs)
            text.Append(CultureInfo.InvariantCulture, $"input {input}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}

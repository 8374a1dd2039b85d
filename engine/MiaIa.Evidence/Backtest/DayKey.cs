using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MiaIa.Engine.Market;
using MiaIa.Engine.Runtime.State;
using MiaIa.Evidence.Recordings;
using MiaIa.SierraFiles;

namespace MiaIa.Evidence.Backtest;

/// <summary>Hashes all that a day's files depend on.</summary>
internal static class DayKey
{
    /// <summary>Rises with each change of what a day writes, or of how it is played.</summary>
    private const int ProductVersion = 1;

    private const int BytesARead = 1 << 20;

    internal static string Of(DayInputs inputs, EngineOptions options, int warmUpDays, TradingSession session, UnixNanos warmFrom)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(
            hash,
            string.Create(
                CultureInfo.InvariantCulture,
                $"day {ProductVersion} rules {EngineState.RulesVersion} settings {options.SettingsHash():x16} engine {options.EngineVersion} {inputs.Instrument} {inputs.Date:yyyy-MM-dd} warm {warmUpDays} "
            )
        );
        Add(
            hash,
            string.Create(
                CultureInfo.InvariantCulture,
                $"basis {inputs.BasisPoints:R} vix {inputs.VolatilityPercent:R} times {inputs.PriceMultiplier:R} "
            )
        );
        Add(hash, $"{Path.GetFileName(inputs.ScidPath)} ");
        using (var file = SierraFormats.Scid.Open(inputs.ScidPath))
        {
            var stretch = TradeStretch.Of(file, warmFrom, session.ClosesAt);
            Add(hash, string.Create(CultureInfo.InvariantCulture, $"{stretch.End - stretch.First} records "));
            stretch.AddTo(hash, file);
        }

        foreach (var path in inputs.ChainPath is { } chain ? inputs.DepthPaths.Append(chain) : inputs.DepthPaths)
            AddFile(hash, path);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Add(IncrementalHash hash, string text) => hash.AppendData(Encoding.UTF8.GetBytes(text));

    private static void AddFile(IncrementalHash hash, string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
        Add(hash, string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(path)} {stream.Length} bytes "));
        var buffer = new byte[BytesARead];
        for (int count; (count = stream.Read(buffer)) > 0; )
            hash.AppendData(buffer.AsSpan(0, count));
    }
}

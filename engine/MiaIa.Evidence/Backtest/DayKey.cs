using System.Globalization;
using System.Runtime.CompilerServices;
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
    private const int ProductVersion = 3;

    /// <summary>Reads every file once.</summary>
    /// <exception cref="IOException">One cannot be read.</exception>
    internal static IReadOnlyList<DayFile> Read(DayInputs inputs, TradingSession session, UnixNanos warmFrom)
    {
        var others = inputs.ChainPath is { } chain ? inputs.DepthPaths.Append(chain) : inputs.DepthPaths;
        return [Trades(inputs.ScidPath, warmFrom, session.ClosesAt), .. others.Select(Whole)];
    }

    /// <summary>The key of something that is made of a day.</summary>
    /// <param name="inputs">The day.</param>
    /// <param name="files">Its files, in the order in which they were read.</param>
    /// <param name="version">Of the engine.</param>
    /// <param name="warmUpDays">Trading days before.</param>
    /// <param name="settings">All settings that it depends on, and what it is.</param>
    /// <returns>In lower hexadecimal.</returns>
    internal static string Of(DayInputs inputs, IReadOnlyList<DayFile> files, string version, int warmUpDays, string settings)
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"day {ProductVersion} rules {EngineState.RulesVersion} engine {version} {inputs.Instrument} {inputs.Date:yyyy-MM-dd} warm {warmUpDays}\n"
        );
        text.Append(
            CultureInfo.InvariantCulture,
            $"basis {inputs.BasisPoints:R} vix {inputs.VolatilityPercent:R} times {inputs.PriceMultiplier:R}\n"
        );
        foreach (var file in files)
            text.Append(CultureInfo.InvariantCulture, $"{Path.GetFileName(file.Path)} {file.Length} bytes {file.Sha256}\n");
        return Hash(text.Append(settings).ToString());
    }

    /// <summary>A text's hash, in lower hexadecimal.</summary>
    internal static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static DayFile Trades(string path, UnixNanos from, UnixNanos to)
    {
        using var file = SierraFormats.Scid.Open(path);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var stretch = TradeStretch.Of(file, from, to);
        stretch.AddTo(hash, file);
        return new(path, (stretch.End - stretch.First) * Unsafe.SizeOf<ScidRecord>(), Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static DayFile Whole(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return new(path, stream.Length, Convert.ToHexStringLower(SHA256.HashData(stream)));
    }
}

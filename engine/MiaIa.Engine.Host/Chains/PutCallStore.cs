using System.Globalization;
using MiaIa.Engine.Host.Logging;
using MiaIa.Engine.Options;
using MiaIa.Engine.Runtime.OptionInputs;
using MiaIa.Ibkr.Planning;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Chains;

/// <summary>
/// Put/call ratios of the days before, one file a chain with a line a minute: <c>yyyymmdd,minute,ln(put/call)</c>. Minutes are appended as
/// they come; the days before today are told to the cores at the start and whenever a day has ended.
/// </summary>
internal sealed class PutCallStore
{
    private static readonly Underlying[] Chains = [Underlying.Spx, Underlying.Ndx, Underlying.Qqq];

    private readonly string _folder;
    private readonly IOptionIngress _ingress;
    private readonly Func<Underlying, PutCallDay?> _today;
    private readonly LogMessages _log;
    private readonly SortedDictionary<uint, SortedDictionary<uint, double>>[] _days =
    [
        [],
        [],
        [],
    ];
    private readonly uint[] _toldUpTo = new uint[Chains.Length];

    /// <summary>Uses a folder; it is created when there is something to write.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="ingress">Where the days before are told.</param>
    /// <param name="today">What the cores have recorded today; null when nothing live is listed.</param>
    /// <param name="log">The log.</param>
    public PutCallStore(string folder, IOptionIngress ingress, Func<Underlying, PutCallDay?> today, LogMessages log)
    {
        _folder = folder;
        _ingress = ingress;
        _today = today;
        _log = log;
    }

    /// <summary>Reads what is stored and tells the days before today.</summary>
    /// <param name="today">Today's trading day as yyyymmdd.</param>
    public void Begin(uint today)
    {
        for (var i = 0; i < Chains.Length; i++)
        {
            Guarded(
                i,
                () =>
                {
                    Read(i);
                    Tell(i, today);
                }
            );
        }
    }

    /// <summary>Writes down the minutes that have come, and tells a day that has ended. Failures are logged and tried again.</summary>
    public void Record()
    {
        for (var i = 0; i < Chains.Length; i++)
        {
            if (_today(Chains[i]) is not { } day)
                continue;

            Guarded(
                i,
                () =>
                {
                    Append(i, day);
                    if (day.Date > _toldUpTo[i])
                        Tell(i, day.Date);
                }
            );
        }
    }

    private string PathOf(int chain) => Path.Combine(_folder, $"put-call-{Chains[chain].ToString().ToUpperInvariant()}.csv");

    private void Guarded(int chain, Action action)
    {
        try
        {
            action();
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            _log.PutCallFailed(PathOf(chain), failed.Message);
        }
    }

    private void Read(int chain)
    {
        var path = PathOf(chain);
        if (!File.Exists(path))
            return;

        var unread = 0;
        foreach (var line in File.ReadLines(path))
        {
            var fields = line.Split(',');
            var isRead =
                fields.Length == 3
                && uint.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out var date)
                && OptionRules.DateOf(date) is not null
                && uint.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minute)
                && minute < PutCallDays.MinutesOfDay
                && double.TryParse(fields[2], NumberStyles.Float, CultureInfo.InvariantCulture, out var ratio)
                && Math.Abs(ratio) <= 20
                && Keep(chain, date, minute, ratio);
            unread += isRead ? 0 : 1;
        }

        if (unread > 0)
        {
            _log.PutCallFailed(
                path,
                string.Create(CultureInfo.InvariantCulture, $"{unread} lines are not 'yyyymmdd,minute,ratio' and were left out")
            );
        }

        Shorten(chain, path);
    }

    /// <summary>Older days than those that are told, and today's, are of no use: the file stays small.</summary>
    private void Shorten(int chain, string path)
    {
        var days = _days[chain];
        var isLong = days.Count > PutCallDays.DaysMax + 1;
        while (days.Count > PutCallDays.DaysMax + 1)
            days.Remove(days.Keys.First());

        if (!isLong)
            return;

        var next = path + ".next";
        File.WriteAllLines(next, days.SelectMany(day => day.Value.Select(m => LineOf(day.Key, m.Key, m.Value))));
        File.Move(next, path, overwrite: true);
    }

    private void Append(int chain, PutCallDay day)
    {
        var known = _days[chain].TryGetValue(day.Date, out var minutes) ? minutes : [];
        var fresh = Enumerable.Range(0, day.Minute.Count).Where(i => !known.ContainsKey(day.Minute[i])).ToArray();
        if (fresh.Length == 0)
            return;

        Directory.CreateDirectory(_folder);
        File.AppendAllLines(PathOf(chain), fresh.Select(i => LineOf(day.Date, day.Minute[i], day.LogRatio[i])));
        foreach (var i in fresh)
            Keep(chain, day.Date, day.Minute[i], day.LogRatio[i]);
    }

    private void Tell(int chain, uint today)
    {
        _toldUpTo[chain] = today;
        var before = _days[chain].Where(day => day.Key < today).TakeLast(PutCallDays.DaysMax).ToArray();
        if (before.Length == 0)
            return;

        var history = new PutCallHistory { Underlying = Chains[chain] };
        foreach (var (date, minutes) in before)
        {
            history.Day.Add(
                new PutCallDay
                {
                    Date = date,
                    Minute = { minutes.Keys },
                    LogRatio = { minutes.Values },
                }
            );
        }

        if (_ingress.Apply(new OptionInput { PutCallHistory = history }) is { } refused)
            _log.PutCallFailed(PathOf(chain), refused);
    }

    private bool Keep(int chain, uint date, uint minute, double ratio)
    {
        if (!_days[chain].TryGetValue(date, out var minutes))
            _days[chain].Add(date, minutes = []);

        minutes[minute] = ratio;
        return true;
    }

    private static string LineOf(uint date, uint minute, double ratio) =>
        string.Create(CultureInfo.InvariantCulture, $"{date},{minute},{ratio:R}");
}

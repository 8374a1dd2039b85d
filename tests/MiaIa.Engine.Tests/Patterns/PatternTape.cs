using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Patterns;

/// <summary>
/// A made-up session from a seed in which every pattern really occurs, and as often just fails to: quiet bases that are left,
/// spikes that come back, climbs that tire, stacked rows, sweeps, heavy extremes, and minutes without a trade.
/// </summary>
internal sealed class PatternTape
{
    private readonly Random _random;
    private readonly List<TapeEvent> _tape = [];
    private long _now = RandomTape.RegularOpenMillis;
    private int _price = 17_600;

    private PatternTape(int seed) => _random = new Random(seed);

    public static List<TapeEvent> Session(int seed, int minutes = 150)
    {
        var session = new PatternTape(seed);
        for (var minute = 0; minute < minutes; )
            minute += session.Scene(minute);
        session._tape.Add(new TapeEvent(session._now + 120_000));
        return session._tape;
    }

    private int Dice(int least, int most) => _random.Next(least, most + 1);

    // Plays one scene and returns how many minutes it took.
    private int Scene(int minute)
    {
        var way = _random.Next(2) == 0 ? 1 : -1;
        switch (minute < 21 ? 0 : _random.Next(22))
        {
            case < 9:
                return Quiet();
            case < 13:
                return Leave(way);
            case < 15:
                return Spike(way);
            case < 16:
                return Tire(way);
            case < 18:
                return Stack(way);
            case < 19:
                return Sweep();
            case < 21:
                return HeavyEnd(way);
            default:
                // Now and then market time is shown inside the silence, now and then not.
                if (_random.Next(2) == 0)
                    _tape.Add(new TapeEvent(_now + Dice(0, 59_999)));
                _now += 60_000;
                return 1;
        }
    }

    private int Quiet()
    {
        var middle = _price;
        return Minute(Dice(12, 22), _ => Trade(middle + Dice(-3, 3), Dice(1, 6), Chance(50)));
    }

    private int Leave(int way)
    {
        var (from, ticks, share) = (_price, Dice(6, 14), Dice(40, 90));
        return Minute(
            Dice(25, 45),
            x => Trade(from + (way * (int)(ticks * x)) + (Chance(20) ? -way : 0), Dice(2, 12), Chance(share) == way > 0)
        );
    }

    private int Spike(int way)
    {
        var (from, ticks, back, turn) = (_price, Dice(5, 18), Dice(-3, 2), Dice(30, 70) / 100.0);
        return Minute(
            Dice(16, 40),
            x =>
            {
                var out_ = x < turn ? ticks * (x / turn) : ticks - ((ticks - back) * ((x - turn) / (1 - turn)));
                Trade(from + (way * (int)Math.Round(out_)), Dice(1, 9), Chance(50));
            }
        );
    }

    private int Tire(int way)
    {
        var lots = Dice(9, 14);
        for (var i = 0; i < 3; i++)
        {
            var (from, each) = (_price, lots - (i * Dice(1, 5)));
            Minute(20, x => Trade(from + (way * (int)(5 * x)), Math.Max(1, each), Chance(60) == way > 0));
        }

        return 3;
    }

    private int Stack(int way)
    {
        var (from, rows) = (_price, Dice(2, 6));
        return Minute(rows * 4, x => Trade(from + (way * (int)(rows * x)), Dice(7, 12), Chance(92) == way > 0));
    }

    private int Sweep()
    {
        var swept = Dice(1, 3);
        return Minute(
            Dice(14, 20),
            x =>
            {
                Trade(_price + Dice(-1, 1), Dice(1, 5), Chance(50));
                if (swept == 0 || _random.Next(5) > 0)
                    return;
                swept--;
                var (way, n) = (Chance(50) ? 1 : -1, Dice(2, 8));
                for (var i = 0; i < n; i++)
                    Trade(_price + (way * Dice(0, 1)), Dice(1, 9), way > 0);
            }
        );
    }

    private int HeavyEnd(int way)
    {
        var (end, early) = (_price + (way * 2), Dice(20, 95) / 100.0);
        Minute(
            Dice(16, 26),
            x =>
                Trade(
                    x < early ? end - (way * Dice(0, 2)) : end - (way * Dice(2, 5)),
                    x < early ? Dice(4, 18) : Dice(1, 4),
                    Chance(75) == way > 0
                )
        );
        return 1 + Minute(Dice(6, 20), x => Trade(end + (way * Dice(-4, 3)), Dice(1, 5), Chance(50)));
    }

    // Spreads trades over a minute; x is how far through the minute each is.
    private int Minute(int trades, Action<double> each)
    {
        var start = _now;
        var times = Enumerable.Range(0, trades).Select(_ => Dice(0, 59_998)).Order().ToList();
        foreach (var time in times)
        {
            _now = start + time;
            each(time / 60_000.0);
            if (_random.Next(12) == 0)
                _tape.Add(new TapeEvent(_now + 1));
        }

        _now = start + 60_000;
        return 1;
    }

    private bool Chance(int percent) => _random.Next(100) < percent;

    private void Trade(int price, int lots, bool isBuy)
    {
        _price = price;
        _tape.Add(new TapeEvent(_now, price, lots, isBuy));
    }
}

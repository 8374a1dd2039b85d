using MiaIa.Engine.Options;
using MiaIa.V1;

namespace MiaIa.Ibkr.Planning;

/// <summary>Brings a chain into the engine: its listing, then what changed, conflated to the newest value of each contract. The messages are used again.</summary>
internal sealed class ChainPublisher(IOptionIngress ingress, Underlying underlying, OptionSource source)
{
    /// <summary>
    /// Contracts of one kind in one input. The runner's lock is held for all of it, about 0.2 ms for so many; a whole chain's open interest out of
    /// a file takes three seconds of flushes instead of one lock of some milliseconds.
    /// </summary>
    private const int ColumnMax = 2_048;

    private readonly OptionInput _input = new();
    private readonly OptionChainUpdate _update = new();
    private readonly OptionQuotes _quotes = new();
    private readonly OptionVolatilities _volatilities = new();
    private readonly OptionLots _openInterest = new(),
        _volumes = new();
    private readonly ChangedContracts _quoted = new(),
        _volatile = new(),
        _opened = new(),
        _traded = new();
    private OptionChain? _chain;
    private ulong _listing;

    /// <summary>Inputs that the engine refused.</summary>
    public long Refused { get; private set; }

    /// <summary>Inputs that the engine took.</summary>
    public long Taken { get; private set; }

    public void OnQuote(int contract) => _quoted.Add(contract);

    public void OnVolatility(int contract) => _volatile.Add(contract);

    public void OnOpenInterest(int contract) => _opened.Add(contract);

    public void OnVolume(int contract) => _traded.Add(contract);

    /// <summary>Publishes what is listed. Values known so far are forgotten by the engine.</summary>
    public void List(ChainDirectory directory, long unixUs)
    {
        _chain = directory.Chain;
        var contracts = 2 * _chain.RowCount;
        foreach (var changed in (ChangedContracts[])[_quoted, _volatile, _opened, _traded])
            changed.Reset(contracts);
        // Any number that grows over restarts serves.
        _listing = Math.Max(_listing + 1, (ulong)(unixUs / 1_000_000));
        var listed = new OptionChainListed
        {
            Underlying = underlying,
            Listing = _listing,
            Source = source,
            ObservedUnixUs = unixUs,
        };
        foreach (var expiry in _chain.Expiries)
        {
            var entry = new ListedExpiry
            {
                Root = expiry.Root,
                Date = uint.Parse(StoredDate.Text(expiry.Date), System.Globalization.CultureInfo.InvariantCulture),
            };
            long before = 0;
            for (var row = expiry.FirstRow; row < expiry.EndRow; row++)
            {
                var milli = (long)Math.Round(_chain.Strikes[row] * 1_000);
                entry.StrikeStepMilli.Add((uint)(milli - before));
                before = milli;
            }
            listed.Expiry.Add(entry);
        }
        Send(new OptionInput { Listed = listed });
    }

    /// <summary>Publishes what changed since the last time.</summary>
    public void Flush(long unixUs)
    {
        if (_chain is null || _quoted.Count + _volatile.Count + _opened.Count + _traded.Count == 0)
            return;
        _update.Underlying = underlying;
        _update.Listing = _listing;
        _update.BaseUnixUs = unixUs;
        _update.Quotes = FillQuotes(unixUs) ? _quotes : null;
        _update.Volatilities = FillVolatilities() ? _volatilities : null;
        _update.OpenInterest = Fill(_opened, _openInterest, _chain.OpenInterestLots) ? _openInterest : null;
        _update.Volume = Fill(_traded, _volumes, _chain.VolumeLots) ? _volumes : null;
        _input.Update = _update;
        Send(_input);
    }

    /// <summary>Publishes a value of an index or fund.</summary>
    public void Print(Underlying printed, double points, long unixUs)
    {
        Send(
            new OptionInput
            {
                Print = new UnderlyingPrint
                {
                    Underlying = printed,
                    Points = points,
                    ObservedUnixUs = unixUs,
                    Source = source,
                },
            }
        );
    }

    /// <summary>Publishes a state of the feed.</summary>
    public void Tell(Underlying of, OptionFeedCondition condition, string text, long unixUs)
    {
        var shown = text.Length > 256 ? text[..256] : text;
        Send(
            new OptionInput
            {
                Status = new OptionFeedStatus
                {
                    Underlying = of,
                    Condition = condition,
                    ObservedUnixUs = unixUs,
                    Text = shown,
                },
            }
        );
    }

    private bool FillQuotes(long unixUs)
    {
        _quotes.Contract.Clear();
        _quotes.Bid.Clear();
        _quotes.Ask.Clear();
        _quotes.TimeOffsetUs.Clear();
        while (_quotes.Contract.Count < ColumnMax && _quoted.TryTake(out var contract))
        {
            _quotes.Contract.Add((uint)contract);
            _quotes.Bid.Add(OrZero(_chain!.Bids[contract]));
            _quotes.Ask.Add(OrZero(_chain.Asks[contract]));
            _quotes.TimeOffsetUs.Add(_chain.QuoteAt[contract].Micros - unixUs);
        }
        return _quotes.Contract.Count > 0;
    }

    private bool FillVolatilities()
    {
        _volatilities.Contract.Clear();
        _volatilities.Annual.Clear();
        while (_volatilities.Contract.Count < ColumnMax && _volatile.TryTake(out var contract))
        {
            _volatilities.Contract.Add((uint)contract);
            _volatilities.Annual.Add(OrZero(_chain!.ImpliedVolatilities[contract]));
        }
        return _volatilities.Contract.Count > 0;
    }

    private static bool Fill(ChangedContracts changed, OptionLots column, ReadOnlySpan<int> lots)
    {
        column.Contract.Clear();
        column.Lots.Clear();
        while (column.Contract.Count < ColumnMax && changed.TryTake(out var contract))
        {
            column.Contract.Add((uint)contract);
            column.Lots.Add((uint)lots[contract]);
        }
        return column.Contract.Count > 0;
    }

    /// <summary>0 says that nobody bids or offers, or that a volatility is withdrawn.</summary>
    private static double OrZero(double value) => double.IsNaN(value) ? 0 : value;

    private void Send(OptionInput input)
    {
        if (ingress.Apply(input) is null)
            Taken++;
        else
            Refused++;
    }
}

using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using MiaIa.Ibkr.Planning;
using MiaIa.V1;
using NodaTime;

namespace MiaIa.Ibkr.Tests.Planning;

/// <summary>What the engine would know: a chain laid out from the listing that was published, filled by the updates, and nothing else.</summary>
internal sealed class EngineSide : IOptionIngress
{
    private ulong _listing;

    /// <summary>What it would know of the other chain; null before that is listed.</summary>
    public EngineSide? Backup { get; private set; }

    public OptionChain? Chain { get; private set; }

    /// <summary>Its fit, which has seen where the index stood when each quote came; null before the chain is listed.</summary>
    public OptionAnalytics? Analytics { get; private set; }

    public List<OptionFeedStatus> Statuses { get; } = [];

    public Dictionary<Underlying, double> Prints { get; } = [];

    /// <summary>Of when the newest print of each is, and every print of SPX.</summary>
    public Dictionary<Underlying, UnixNanos> PrintedAt { get; } = [];

    public List<double> SpxPrints { get; } = [];

    public int Listings { get; private set; }

    public string? Apply(OptionInput input)
    {
        switch (input.BodyCase)
        {
            case OptionInput.BodyOneofCase.Listed when input.Listed.Underlying == Underlying.Qqq:
                (Backup ??= new EngineSide()).List(input.Listed);
                break;
            case OptionInput.BodyOneofCase.Update when input.Update.Underlying == Underlying.Qqq:
                Backup!.Update(input.Update);
                break;
            case OptionInput.BodyOneofCase.Listed:
                List(input.Listed);
                break;
            case OptionInput.BodyOneofCase.Update:
                Update(input.Update);
                break;
            case OptionInput.BodyOneofCase.Status:
                Statuses.Add(input.Status.Clone());
                break;
            case OptionInput.BodyOneofCase.Print:
                Prints[input.Print.Underlying] = input.Print.Points;
                PrintedAt[input.Print.Underlying] = UnixNanos.Trusted(input.Print.ObservedUnixUs * 1_000);
                if (input.Print.Underlying == Underlying.Spx)
                    SpxPrints.Add(input.Print.Points);
                break;
        }
        return null;
    }

    private void List(OptionChainListed listed)
    {
        (_listing, Listings) = (listed.Listing, Listings + 1);
        Chain = new OptionChain(
            listed.Expiry.Select(expiry =>
            {
                var date = new LocalDate((int)expiry.Date / 10_000, (int)expiry.Date / 100 % 100, (int)expiry.Date % 100);
                long milli = 0;
                return new OptionListing(
                    expiry.Root,
                    date,
                    OptionSettlement.From(expiry.Root, date),
                    [.. expiry.StrikeStepMilli.Select(step => (milli += step) / 1000.0)]
                );
            })
        );
        Analytics = new OptionAnalytics(Chain);
        var order = Chain.Expiries.ToArray().Select(expiry => (expiry.Root, expiry.Date));
        Assert.That(
            order,
            Is.EqualTo(
                listed.Expiry.Select(expiry =>
                    (expiry.Root, new LocalDate((int)expiry.Date / 10_000, (int)expiry.Date / 100 % 100, (int)expiry.Date % 100))
                )
            )
        );
    }

    private void Update(OptionChainUpdate update)
    {
        Assert.That(update.Listing, Is.EqualTo(_listing));
        var at = UnixNanos.Trusted(update.BaseUnixUs * 1_000);
        for (var i = 0; i < update.Quotes?.Contract.Count; i++)
        {
            var quotedAt = UnixNanos.Trusted((update.BaseUnixUs + update.Quotes.TimeOffsetUs[i]) * 1_000);
            Chain!.SetQuote((int)update.Quotes.Contract[i], update.Quotes.Bid[i], update.Quotes.Ask[i], quotedAt);
            Analytics!.Fit.SeeQuote((int)update.Quotes.Contract[i], Prints.GetValueOrDefault(update.Underlying, double.NaN));
        }

        for (var i = 0; i < update.Volatilities?.Contract.Count; i++)
            Chain!.SetImpliedVolatility((int)update.Volatilities.Contract[i], update.Volatilities.Annual[i], at);
        for (var i = 0; i < update.OpenInterest?.Contract.Count; i++)
            Chain!.SetOpenInterest((int)update.OpenInterest.Contract[i], (int)update.OpenInterest.Lots[i], at);
        for (var i = 0; i < update.Volume?.Contract.Count; i++)
            Chain!.SetVolume((int)update.Volume.Contract[i], (int)update.Volume.Lots[i]);
    }
}

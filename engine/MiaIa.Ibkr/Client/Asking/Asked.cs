namespace MiaIa.Ibkr.Client;

/// <summary>A single request whose answer goes to one caller.</summary>
/// <typeparam name="T">The answer.</typeparam>
internal abstract class Asked<T>(Action<T> done, Action<Exception> failed) : SingleRequest
{
    public override void Complete() => done(Answer());

    public override void Fail(Exception why) => failed(why);

    protected abstract T Answer();
}

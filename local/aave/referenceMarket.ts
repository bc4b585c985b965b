import type { MarketSpec } from './marketSpec.js'

/**
 * Five reserves of Aave v3 on Ethereum as governance had set them at the end of October 2023: loan-to-value, thresholds,
 * bonuses, caps, reserve factors, liquidation protocol fees and interest rates.
 *
 * Departs from it in leaving out the ETH-correlated e-mode (its other members are not listed here) and isolation mode.
 *
 * @source bgd-labs/aave-proposals-v3, report AaveV3Ethereum_UpgradeAaveV3ETHPooolWETHParameters_20231031, "after"
 */
export const referenceMarket: MarketSpec = {
  origin: 'Aave v3 Ethereum, governance snapshot of 2023-10-31',
  reserves: [
    {
      symbol: 'WETH',
      decimals: 18,
      ltvBps: 8050,
      ltBps: 8300,
      lbBps: 10_500,
      supplyCap: 1_800_000,
      borrowCap: 1_400_000,
      borrowingEnabled: true,
      flashLoanEnabled: true,
      reserveFactorBps: 1500,
      liquidationProtocolFeeBps: 1000,
      interestRate: { optimalUsageBps: 8000, baseBps: 0, slope1Bps: 280, slope2Bps: 8000 },
    },
    {
      symbol: 'WBTC',
      decimals: 8,
      ltvBps: 7300,
      ltBps: 7800,
      lbBps: 10_500,
      supplyCap: 43_000,
      borrowCap: 28_000,
      borrowingEnabled: true,
      flashLoanEnabled: true,
      reserveFactorBps: 2000,
      liquidationProtocolFeeBps: 1000,
      interestRate: { optimalUsageBps: 4500, baseBps: 0, slope1Bps: 400, slope2Bps: 30_000 },
    },
    {
      symbol: 'LINK',
      decimals: 18,
      ltvBps: 5300,
      ltBps: 6800,
      lbBps: 10_700,
      supplyCap: 15_000_000,
      borrowCap: 13_000_000,
      borrowingEnabled: true,
      flashLoanEnabled: true,
      reserveFactorBps: 2000,
      liquidationProtocolFeeBps: 1000,
      interestRate: { optimalUsageBps: 4500, baseBps: 0, slope1Bps: 700, slope2Bps: 30_000 },
    },
    {
      symbol: 'AAVE',
      decimals: 18,
      ltvBps: 6600,
      ltBps: 7300,
      lbBps: 10_750,
      supplyCap: 1_850_000,
      borrowCap: 0,
      borrowingEnabled: false,
      flashLoanEnabled: false,
      reserveFactorBps: 0,
      liquidationProtocolFeeBps: 1000,
      interestRate: { optimalUsageBps: 4500, baseBps: 0, slope1Bps: 700, slope2Bps: 30_000 },
    },
    {
      symbol: 'USDC',
      decimals: 6,
      ltvBps: 7700,
      ltBps: 8000,
      lbBps: 10_450,
      supplyCap: 1_760_000_000,
      borrowCap: 1_580_000_000,
      borrowingEnabled: true,
      flashLoanEnabled: true,
      reserveFactorBps: 1000,
      liquidationProtocolFeeBps: 2000,
      interestRate: { optimalUsageBps: 9000, baseBps: 0, slope1Bps: 350, slope2Bps: 6000 },
    },
  ],
}

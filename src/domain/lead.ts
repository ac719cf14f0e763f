/** Where leads come from. S0: 「通过展会、网络营销、客户推荐等渠道获取潜在客户信息」. */
export const leadSources: Readonly<Record<string, string>> = {
  exhibition: '展会',
  'web-form': '官网表单',
  referral: '推荐',
  research: '市场调研',
  feedback: '客户反馈',
  other: '其他来源',
}

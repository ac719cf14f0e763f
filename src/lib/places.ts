/** Chinese places, as far as sales territories and company names need them. */

/** Sales regions with the provinces in them and their larger cities. */
const regions: Readonly<Record<string, string>> = {
  华东: '上海 江苏 浙江 安徽 福建 江西 山东 南京 苏州 无锡 常州 南通 扬州 徐州 昆山 盐城 泰州 镇江 连云港 淮安 宿迁 江阴 张家港 常熟 太仓 杭州 宁波 温州 嘉兴 绍兴 金华 台州 湖州 义乌 合肥 芜湖 蚌埠 马鞍山 福州 厦门 泉州 漳州 莆田 宁德 南昌 九江 赣州 上饶 济南 青岛 烟台 潍坊 威海 淄博 临沂 济宁 东营',
  华南: '广东 广西 海南 深圳 广州 东莞 佛山 珠海 惠州 中山 江门 汕头 肇庆 湛江 南宁 柳州 桂林 海口 三亚',
  华北: '北京 天津 河北 山西 内蒙古 石家庄 唐山 保定 廊坊 邯郸 沧州 秦皇岛 太原 大同 呼和浩特 包头',
  华中: '湖北 湖南 河南 武汉 襄阳 宜昌 荆州 长沙 株洲 湘潭 衡阳 岳阳 郑州 洛阳 新乡 许昌 南阳',
  西南: '重庆 四川 贵州 云南 西藏 成都 绵阳 德阳 宜宾 贵阳 遵义 昆明 拉萨',
  西北: '陕西 甘肃 青海 宁夏 新疆 西安 咸阳 宝鸡 兰州 西宁 银川 乌鲁木齐',
  东北: '辽宁 吉林 黑龙江 沈阳 大连 鞍山 长春 哈尔滨 大庆',
}

const regionOfPlace: ReadonlyMap<string, string> = new Map(
  Object.entries(regions).flatMap(([region, places]) =>
    [region, ...places.split(' ')].map((place) => [place, region]),
  ),
)

const suffix = /(?:特别行政区|自治区|地区|大区|省|市|区)$/u

/** The sales region of a region, province or larger city; undefined for any other word. */
export function regionOf(place: string): string | undefined {
  const name = place.trim()
  return regionOfPlace.get(name) ?? regionOfPlace.get(name.replace(suffix, ''))
}

const byLength = [...regionOfPlace.keys()].sort((a, b) => b.length - a.length)
const leading = new RegExp(`^中国|^(?:${byLength.join('|')})(?:省|市|自治区)?`, 'u')

/** A folded company name without the places it begins with; as it is where nothing would be left. */
export function withoutPlace(name: string): string {
  let rest = name
  for (;;) {
    const shorter = rest.replace(leading, '')
    if (shorter === rest || shorter === '') return rest
    rest = shorter
  }
}

/**
 * Common Chinese surnames, so that 王工 and 欧阳总 are people and 汇总 and 开工 are not. The hundred
 * most frequent of the Ministry of Public Security's yearly report, and frequent compound ones.
 */
const single =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由'

const compound = ['欧阳', '上官', '司马', '诸葛', '东方', '尉迟', '令狐', '皇甫', '慕容', '夏侯']

export const titles =
  '副总经理|总经理|副总监|副总|总工|总监|总裁|总|副经理|经理|副主任|高工|主任|工程师|工|处长|科长|部长|局长|院长|所长|厂长|校长|会计|博士|教授|老师|师傅|助理|顾问|主管|组长|书记|董事长|董|女士|先生|小姐|姐|哥|秘书|专员|采购'

/** As an alternation, the compound ones first. */
export const surnames = `${compound.join('|')}|[${single}]`

/** 王建国: what may be somebody's whole name. */
export const isPlainName = new RegExp(`^(?:${surnames})\\p{Script=Han}{1,2}$`, 'u')

/** 阶段总价 is nobody called 段. */
const noTitle = '(?!价|额|金|量|工期|程|作|期(?!望))'

const titled = new RegExp(`(?:${surnames})(?:${titles})${noTitle}`, 'gu')

/** The first person named by surname and title: 王工, 李总, 赵会计. */
export function findTitledPerson(text: string): { name: string; at: number } | undefined {
  for (const match of text.matchAll(titled)) return { name: match[0], at: match.index }
  return undefined
}
